using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Features;

/// <summary>Checks <see cref="FeatureOptions"/> and reports every violation at once.</summary>
internal sealed class FeatureOptionsValidator : IValidateOptions<FeatureOptions>
{
    public ValidateOptionsResult Validate(string? name, FeatureOptions options)
    {
        var violations = new List<string>();
        if (options.HistoryBound < TimeSpan.FromMilliseconds(100) || options.HistoryBound > TimeSpan.FromDays(1))
            violations.Add($"{FeatureOptions.Section}:{nameof(FeatureOptions.HistoryBound)} is {options.HistoryBound}; 00:00:00.1 to 1.00:00:00 is allowed.");
        if (options.CallsPerSource is < 1 or > 10_000)
            violations.Add($"{FeatureOptions.Section}:{nameof(FeatureOptions.CallsPerSource)} is {options.CallsPerSource}; 1 to 10000 is allowed.");
        if (options.SecretsDirectory is { } folder && !Directory.Exists(folder))
            violations.Add($"{FeatureOptions.Section}:{nameof(FeatureOptions.SecretsDirectory)} is '{folder}', which is not a directory.");
        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }
}
