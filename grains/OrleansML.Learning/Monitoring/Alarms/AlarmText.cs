using System.Globalization;

namespace OrleansML.Learning.Monitoring;

/// <summary>Says in a sentence what a verdict rests on.</summary>
internal static class AlarmText
{
    public static string Of(RuleVerdict verdict)
    {
        var (rule, evidence) = (verdict.Rule, verdict.Evidence!);
        var text = string.Create(CultureInfo.InvariantCulture, $"{evidence.Metric}{(evidence.Columns is [var first, ..] ? $" of '{first.Name}'" : "")} is {evidence.Value:G4}");
        if (evidence.Limit is { } limit && rule.Limits.IsEmpty)
            text += string.Create(CultureInfo.InvariantCulture, $" with a p-value of {evidence.PValue:G4}, limit {limit:G4}");
        else if (evidence.Limit is { } distance)
            text += string.Create(CultureInfo.InvariantCulture, $", limit {distance:G4}");
        if (evidence.Baseline is { } baseline)
            text += string.Create(CultureInfo.InvariantCulture, $", baseline {baseline:G4}");
        return string.Create(CultureInfo.InvariantCulture, $"{text}, over {evidence.Rows} rows.");
    }
}
