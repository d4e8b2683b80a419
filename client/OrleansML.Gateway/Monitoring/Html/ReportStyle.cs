namespace OrleansML.Gateway.Monitoring;

/// <summary>How the page looks: light and dark, wide and narrow.</summary>
internal static class ReportStyle
{
    public const string Css =
        """
        :root{color-scheme:light dark;--paper:#fff;--card:#f6f7f9;--ink:#1b1f24;--soft:#5a6572;--line:#d5dae0;--then:#8a94a3;--now:#1f6feb;--bad:#c62828;--warn:#9a5b00}
        @media(prefers-color-scheme:dark){:root{--paper:#111418;--card:#1b2027;--ink:#e8ebef;--soft:#a3aebb;--line:#333b45;--then:#768292;--now:#5b9dff;--bad:#ff7b72;--warn:#f0b455}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:1200px;margin:0 auto;padding:16px}h1{font-size:1.6rem;margin:.2em 0}h2{font-size:1.2rem;margin:1.6em 0 .5em}h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
        p{margin:.3em 0}header p,.key,caption,.why{color:var(--soft)}.why{font-size:.85rem}.note{border-left:3px solid var(--warn);padding-left:10px}
        dl{margin:0;display:flex;flex-wrap:wrap;gap:4px 16px}dl div{display:flex;gap:6px}dt{color:var(--soft)}dd{margin:0;font-variant-numeric:tabular-nums}
        .figures{gap:12px;margin-top:12px}.figures div{flex-direction:column;gap:0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:8px 14px;min-width:92px}.figures dd{font-size:1.25rem}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;font-size:.85rem}th,td{text-align:left;padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top}tbody th{font-weight:600;white-space:nowrap}td{min-width:7.5em}td.n{min-width:0}#performance th:nth-child(n+2):not(:last-child),#segments th:is(:nth-child(2),:nth-child(3),:nth-child(5),:nth-child(6),:nth-child(8)){text-align:right}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .tag{font-weight:600}.critical,b{color:var(--bad)}header b{color:inherit}.warning{color:var(--warn)}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:12px}article{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px;font-size:.9rem}article.drift{border-color:var(--bad)}
        svg{display:block;width:100%}svg.bars{height:96px}svg.line{height:72px;border-bottom:1px solid var(--line)}.ends{display:flex;justify-content:space-between;gap:12px;color:var(--soft);font-size:.8rem}rect.then{fill:var(--then)}rect.now{fill:var(--now)}rect.incident{fill:var(--bad);opacity:.16}
        .key span{display:inline-block;width:11px;height:11px;border-radius:2px}.key .then{background:var(--then)}.key .now{background:var(--now);margin-left:8px}
        """;
}
