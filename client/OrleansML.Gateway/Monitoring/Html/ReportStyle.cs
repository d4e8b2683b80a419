namespace OrleansML.Gateway.Monitoring;

/// <summary>How the page looks: light and dark, wide and narrow, on paper.</summary>
internal static class ReportStyle
{
    public const string Css =
        """
        :root{color-scheme:light dark;--paper:#fff;--card:#f6f7f9;--ink:#1b1f24;--soft:#5a6572;--line:#d5dae0;--then:#808b9a;--now:#1f6feb;--bad:#c62828;--warn:#9a5b00}
        @media(prefers-color-scheme:dark){:root{--paper:#111418;--card:#1b2027;--ink:#e8ebef;--soft:#a3aebb;--line:#333b45;--then:#768292;--now:#5b9dff;--bad:#ff7b72;--warn:#f0b455}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:1200px;margin:0 auto;padding:16px}h1{font-size:1.6rem;line-height:1.25;margin:.2em 0 .4em;overflow-wrap:anywhere}h2{font-size:1.2rem;margin:2em 0 .4em}h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
        p{margin:.3em 0}dl{margin:0}dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}dt,.key,.why,small{color:var(--soft)}.why{font-size:.85rem;overflow-wrap:anywhere}.critical,b{color:var(--bad)}.warning{color:var(--warn)}.tag{font-weight:600}
        .note{border-left:3px solid var(--warn);padding-left:10px;margin:10px 0;overflow-wrap:anywhere}
        header dl{display:grid;gap:0 24px}header div{display:grid;grid-template-columns:8.5em 1fr}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(150px,45%),1fr));gap:10px;margin-top:16px}.figures div{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:8px 12px}.figures dt{font-size:.8rem}.figures dd{font-size:1.25rem}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}thead th{color:var(--soft);font-weight:600;font-size:.85rem}tbody th{font-weight:600}
        th:first-child{position:sticky;left:0;background:var(--paper);min-width:9em;max-width:14em;overflow-wrap:anywhere;white-space:normal}#performance th:first-child,#estimated th:first-child{min-width:11em}td.long,td.name{white-space:normal;min-width:16em;overflow-wrap:anywhere}td.name{min-width:8em}.n{text-align:right;font-variant-numeric:tabular-nums}td.n+td:not(.n),th.n+th:not(.n){padding-left:12px}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:12px;margin-top:10px}article{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px;font-size:.9rem;min-width:0}article.drift{border-color:var(--bad)}
        article dl{display:grid;grid-template-columns:1fr 1fr;gap:0 20px;margin-top:8px}article dl div{display:flex;justify-content:space-between;gap:8px;border-top:1px solid var(--line);padding:2px 0}article dl .all{grid-column:1/-1}article dd{text-align:right}small{white-space:nowrap;margin-left:6px}
        svg{display:block;width:100%}svg.bars{height:96px;border-bottom:1px solid var(--line)}svg.line{height:72px;border-bottom:1px solid var(--line)}rect.then{fill:var(--then)}rect.now{fill:var(--now)}rect.incident{fill:var(--bad);opacity:.16}line.change{stroke:var(--ink);stroke-width:2;stroke-dasharray:5 4;vector-effect:non-scaling-stroke}
        .ends,.names{display:flex;justify-content:space-between;gap:12px;color:var(--soft);font-size:.8rem}#timeline .ends{margin-top:10px}.ends span{overflow-wrap:anywhere}.names{gap:0}.names span{flex:1 1 0;min-width:0;text-align:center;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .key span{display:inline-block;width:11px;height:11px;border-radius:2px;margin-left:10px}.key span:first-child{margin-left:0}.key .then{background:var(--then)}.key .now{background:var(--now)}.key .incident{background:var(--bad);opacity:.3}.key .change{width:0;border-radius:0;border-left:2px dashed var(--ink)}
        @media print{article,svg,tr{break-inside:avoid}}
        """;
}
