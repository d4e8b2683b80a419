using System.Globalization;
using Microsoft.Extensions.Options;

namespace OrleansML.Client;

/// <summary>Checks every option at start and reports all violations at once.</summary>
internal sealed class ClientRetryOptionsValidator : IValidateOptions<ClientRetryOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    public ValidateOptionsResult Validate(string? name, ClientRetryOptions options)
    {
        var violations = new List<string>();
        Require(nameof(options.Deadline), options.Deadline, Shortest, TimeSpan.FromHours(1));
        Require(nameof(options.AttemptTimeout), options.AttemptTimeout, Shortest, options.Deadline, nameof(options.Deadline));
        Require(nameof(options.LongDeadline), options.LongDeadline, options.Deadline, TimeSpan.FromHours(24));
        Require(nameof(options.MaximumAttempts), options.MaximumAttempts, 1, 10_000);
        Require(nameof(options.BaseDelay), options.BaseDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Require(nameof(options.MaximumDelay), options.MaximumDelay, options.BaseDelay, TimeSpan.FromMinutes(5));
        Require(nameof(options.BreakDuration), options.BreakDuration, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Require(nameof(options.MaximumBreakDuration), options.MaximumBreakDuration, options.BreakDuration, TimeSpan.FromMinutes(10));
        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);

        void Require<T>(string option, T value, T minimum, T maximum, string? maximumOption = null) where T : IComparable<T>, IFormattable
        {
            if (value.CompareTo(minimum) >= 0 && value.CompareTo(maximum) <= 0)
                return;

            var upper = maximumOption is null ? Text(maximum) : $"{Text(maximum)} ({maximumOption})";
            violations.Add($"{ClientRetryOptions.Section}:{option} is {Text(value)}; it must lie between {Text(minimum)} and {upper}.");
        }

        static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }
}
