using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Scoring;

/// <summary>Checks <see cref="ScoringOptions"/> and reports every violation at once.</summary>
internal sealed class ScoringOptionsValidator : IValidateOptions<ScoringOptions>
{
    public ValidateOptionsResult Validate(string? name, ScoringOptions options)
    {
        var violations = new List<string>();
        Check(nameof(ScoringOptions.WorkersPerSilo), options.WorkersPerSilo ?? 1, 1, 256);
        Check(nameof(ScoringOptions.WorkerTimeout), options.WorkerTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(nameof(ScoringOptions.Period), options.Period, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        Check(nameof(ScoringOptions.Niceness), options.Niceness, 0, 19);
        Check(nameof(ScoringOptions.ResumableFor), options.ResumableFor, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);

        void Check<T>(string option, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                violations.Add($"{ScoringOptions.Section}:{option} is {value}; {least} to {most} is allowed.");
        }
    }
}
