using Microsoft.Extensions.Options;
using static System.FormattableString;

namespace OrleansML.Storage.Artifacts;

/// <summary>Checks the options when the host starts and reports every violation at once.</summary>
internal sealed class ArtifactStoreOptionsValidator : IValidateOptions<ArtifactStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ArtifactStoreOptions options)
    {
        var violations = new List<string>();
        if (string.IsNullOrWhiteSpace(options.RootPath) || options.RootPath.Contains('\0'))
            violations.Add($"{ArtifactStoreOptions.Section}:{nameof(options.RootPath)} is '{options.RootPath}'; it must name a directory.");

        CheckRange(violations, nameof(options.MaximumArtifactBytes), options.MaximumArtifactBytes, 1, long.MaxValue);
        CheckRange(violations, nameof(options.MaximumConcurrency), options.MaximumConcurrency, 1, 256);
        CheckRange(violations, nameof(options.StaleUploadAge), options.StaleUploadAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        CheckRange(violations, nameof(options.CleanupInterval), options.CleanupInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }

    private static void CheckRange<T>(List<string> violations, string property, T value, T minimum, T maximum) where T : IComparable<T>
    {
        const string section = ArtifactStoreOptions.Section;
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
            violations.Add(Invariant($"{section}:{property} is {value}; it must lie between {minimum} and {maximum}."));
    }
}
