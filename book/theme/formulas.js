"use strict";

// Teaches the page's highlighter the language of .cost files, what a terminal shows, and pest's rules; and
// lets formulas be copied as text. No page needs it to be read.
(() => {
    const items = "use dim quantity let layer extend config expect".split(" ");
    const clauses = "unit per call weight else zero flag whole real multiple of out aside with for in where as within".split(" ");
    const functions = "floor ceil min max log2 sqrt sum leading derivative".split(" ");

    const cost = () => ({
        name: "flopform",
        keywords: {
            $pattern: /[A-Za-z_]\w*/,
            keyword: [...items, ...clauses, "if", "then", "from"].join(" "),
            built_in: functions.join(" "),
        },
        contains: [
            { className: "comment", begin: /#/, end: /$/ },
            { className: "string", begin: /"/, end: /"/, illegal: /\n/ },
            { className: "title", begin: /(?:^|\{|;)[ \t]*[A-Za-z_]\w*(?=(?:,[ \t]*[A-Za-z_]\w*)*[ \t]*:[^=])/ },
            // Numbers may touch the name that they multiply.
            { className: "number", begin: /(?<![A-Za-z_\d])\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?/ },
        ],
    });
    const terminal = () => ({
        name: "terminal",
        contains: [
            {
                begin: /^\$ /,
                end: /$/,
                className: "typed",
                contains: [{ className: "string", begin: /'/, end: /'/ }, { className: "comment", begin: / #/, end: /$/ }],
            },
            { className: "comment", begin: /^\(exit code \d+\)/ },
            { className: "deletion", begin: /^error(?=:)/ },
            { className: "symbol", begin: /^(?:warning|note|help)(?=:)/ },
        ],
    });
    const pest = () => ({
        name: "pest",
        contains: [
            { className: "comment", begin: /\/\//, end: /$/ },
            { className: "string", begin: /\^?"(?:\\.|[^"\\])*"/ },
            { className: "string", begin: /'(?:\\.|[^'\\])*'/ },
            { className: "title", begin: /^[a-z_]\w*(?=\s*=)/ },
            { className: "built_in", begin: /\b[A-Z_]{2,}\b/ },
            { className: "symbol", begin: /[~|*+?!&@$_](?=[\s({"A-Za-z]|$)/ },
        ],
    });

    const highlighter = window.hljs;
    if (highlighter) {
        const languages = { cost, console: terminal, pest };
        for (const [name, language] of Object.entries(languages)) {
            highlighter.registerLanguage(name, language);
            for (const block of document.querySelectorAll(`code.language-${name}`)) {
                block.textContent = block.textContent;
                (highlighter.highlightElement || highlighter.highlightBlock).call(highlighter, block);
                block.classList.add("hljs");
            }
        }
    }

    for (const button of document.querySelectorAll(".formula-copy")) {
        button.addEventListener("click", async () => {
            try {
                await navigator.clipboard.writeText(button.dataset.cost);
                button.textContent = "copied";
            } catch {
                button.textContent = "not allowed";
            }
            setTimeout(() => { button.textContent = "copy"; }, 1500);
        });
    }
})();
