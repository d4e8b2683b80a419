using System.Text;
using OrleansML.Monitoring;
using static OrleansML.Gateway.Monitoring.ReportTexts;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Draws distributions as SVG within the page.</summary>
internal static class ReportCharts
{
    private const int Width = 640;
    private const int Height = 120;

    // So many names can be read below their bars.
    private const int MostNames = 5;

    /// <summary>Bars of then and now side by side; each bar tells its numbers.</summary>
    public static void Distribution(StringBuilder page, string column, MonitorDistribution distribution)
    {
        var then = Shares(distribution.Then);
        var now = Shares(distribution.Now)!;
        var highest = Math.Max(now.Max(), then?.Max() ?? 0);
        var (step, scale) = ((double)Width / now.Length, Math.Max(1e-9, highest));
        page.Append($"<p class=\"ends\"><span>up to {Percent(Math.Round(highest, 3))}</span></p><svg class=\"bars\" viewBox=\"0 0 {Width} {Height}\" preserveAspectRatio=\"none\" role=\"img\"><title>Distribution of {Escape(column)}</title><desc>Shares of {Number(now.Length)} bars, then and now, from {Escape(distribution.Bars[0])} to {Escape(distribution.Bars[^1])}.</desc>");
        for (var bar = 0; bar < now.Length; bar++)
        {
            var left = bar * step;
            if (then is not null)
                Bar(page, "then", left + (step * 0.1), step * 0.38, then[bar] / scale, $"{distribution.Bars[bar]} then: {Percent(then[bar])}");
            var (from, width) = then is null ? (0.1, 0.8) : (0.52, 0.38);
            Bar(page, "now", left + (step * from), step * width, now[bar] / scale, $"{distribution.Bars[bar]} now: {Percent(now[bar])}");
        }

        page.Append("</svg>");
        var hasNames = distribution.Edges.Length == 0 && distribution.Bars.Length <= MostNames;
        page.Append(hasNames ? "<p class=\"names\">" : "<p class=\"ends\">");
        foreach (var name in hasNames ? distribution.Bars : [distribution.Bars[0], distribution.Bars[^1]])
            page.Append($"<span>{Escape(Short(name))}</span>");
        page.Append("</p>");
    }

    private static void Bar(StringBuilder page, string kind, double x, double width, double height, string title) => page.Append(
        $"<rect class=\"{kind}\" x=\"{Place(x)}\" y=\"{Place(Height - (height * Height))}\" width=\"{Place(width)}\" height=\"{Place(height * Height)}\"><title>{Escape(title)}</title></rect>");

    private static double[]? Shares(long[]? counts)
    {
        if (counts is null)
            return null;

        var sum = Math.Max(1, counts.Sum());
        return Array.ConvertAll(counts, count => (double)count / sum);
    }

    private static string Short(string text) => text.Length <= 30 ? text : $"{text[..30]}...";
}
