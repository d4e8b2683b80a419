using System.Globalization;

namespace OrleansML.Learning.Monitoring;

/// <summary>Says in a sentence what a verdict rests on.</summary>
internal static class AlarmText
{
    public static string Of(RuleVerdict verdict)
    {
        var (rule, evidence) = (verdict.Rule, verdict.Evidence!);
        var text = string.Create(CultureInfo.InvariantCulture, $"{evidence.Metric}{(evidence.Columns is [var first, ..] ? $" of '{first.Name}'" : "")} is {Number(evidence.Value)}");
        if (evidence.Limit is { } limit && rule.Limits.IsEmpty)
            text += string.Create(CultureInfo.InvariantCulture, $" with a p-value of {Number(evidence.PValue)}, limit {Number(limit)}");
        else if (evidence.Limit is { } distance)
            text += string.Create(CultureInfo.InvariantCulture, $", limit {Number(distance)}");
        if (evidence.Baseline is { } baseline)
            text += string.Create(CultureInfo.InvariantCulture, $", baseline {Number(baseline)}");
        return string.Create(CultureInfo.InvariantCulture, $"{text}, over {evidence.Rows} rows.");
    }

    // Four digits, or all before the point.
    private static string? Number(double? number) => number?.ToString(Math.Abs(number.Value) is >= 1_000 and < 1e12 ? "F0" : "G4", CultureInfo.InvariantCulture);
}
