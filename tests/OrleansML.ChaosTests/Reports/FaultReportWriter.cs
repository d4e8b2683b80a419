using System.Text;
using System.Text.Json;

namespace OrleansML.ChaosTests.Reports;

/// <summary>Writes a report as JSON for programs and as a table for people.</summary>
internal static class FaultReportWriter
{
    private const int LongestExample = 300;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Writes <c>report.json</c> and <c>report.txt</c> and returns the text.</summary>
    public static string Write(string folder, FaultReport report)
    {
        File.WriteAllText(Path.Combine(folder, "report.json"), JsonSerializer.Serialize(report, Json));
        var text = Describe(report);
        File.WriteAllText(Path.Combine(folder, "report.txt"), text);
        return text;
    }

    private static string Describe(FaultReport report)
    {
        var text = new StringBuilder();
        Line(text, $"{report.Test} ({report.Engines})", "");
        foreach (var fault in report.Faults)
            Line(text, $"  fault at {fault.At.TotalSeconds:F1} s", fault.Fault);
        Line(text, "  load", $"{report.Predictions} predictions in {report.Seconds:F1} s");
        Line(text, "  lost / wrong", $"{report.Lost} / {report.Wrong}");
        Line(text, "  p50 / p99 / longest", $"{report.MedianMilliseconds:F1} / {report.Percentile99Milliseconds:F1} / {report.LongestMilliseconds:F0} ms");
        Line(text, "  retries of the balancer", $"{report.BalancerRetries}");
        Line(text, "  writes acknowledged / open / lost or broken", $"{report.WritesAcknowledged} / {report.WritesOpen} / {report.WriteFaults.Length}");
        Line(text, "  retries of writes, longest write", $"{report.WriteRetries}, {report.LongestWrite:F1} s");
        if (report.ProbeCalls > 0)
        {
            Line(text, "  calls without retries: failed of all", $"{report.ProbeFailures} of {report.ProbeCalls}");
            Line(text, "  fault to last failed call sent / first answer", $"{report.LastFailedCallSent ?? 0:F1} s / {report.FirstAnswer ?? double.NaN:F1} s");
            Line(text, "  longest call without retries", $"{report.LongestProbeCall:F1} s");
        }

        foreach (var example in report.WriteFaults.Concat(report.Examples))
            text.Append("    ").AppendLine(example.Length > LongestExample ? example[..LongestExample] : example);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string title, string value) => text.AppendLine($"{title,-48} {value}".TrimEnd());
}
