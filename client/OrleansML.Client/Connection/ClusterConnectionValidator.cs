using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrleansML.Client;

/// <summary>Reports every violation in <see cref="ClusterConnectionOptions"/> at once.</summary>
internal sealed class ClusterConnectionValidator : IValidateOptions<ClusterConnectionOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterConnectionOptions options)
    {
        var violations = Violations(options).ToArray();
        return violations.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }

    private static IEnumerable<string> Violations(ClusterConnectionOptions options)
    {
        // The value may hold a password, so it is not repeated.
        if (options.Redis is { } redis && WrongIn(redis) is { } reason)
        {
            yield return $"{ClusterConnectionOptions.Section}:{nameof(options.Redis)} is not a StackExchange.Redis connection string, "
                + $"such as 127.0.0.1:6379,password=...: {reason}";
        }

        if (string.IsNullOrWhiteSpace(options.ClusterId))
            yield return Violation(nameof(options.ClusterId), options.ClusterId, "it must not be blank");
        if (string.IsNullOrWhiteSpace(options.ServiceId))
            yield return Violation(nameof(options.ServiceId), options.ServiceId, "it must not be blank");
        foreach (var violation in Violations(options.FailureDetection))
            yield return violation;
        if (!options.Tls.IsOn)
            yield break;

        foreach (var violation in ClusterCertificates.Load(options.Tls, TimeProvider.System).Violations)
            yield return violation;
    }

    private static IEnumerable<string> Violations(FailureDetectionOptions options)
    {
        if (!IsBetween(options.ProbePeriod, TimeSpan.FromSeconds(0.2), TimeSpan.FromMinutes(1)))
            yield return Detection(nameof(options.ProbePeriod), options.ProbePeriod, "00:00:00.2 and 00:01:00");
        if (options.MissedProbes is < 1 or > 100)
            yield return Detection(nameof(options.MissedProbes), options.MissedProbes, "1 and 100");
        if (options.Votes is < 1 or > 100)
            yield return Detection(nameof(options.Votes), options.Votes, "1 and 100");
        if (!IsBetween(options.TableRefreshPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)))
            yield return Detection(nameof(options.TableRefreshPeriod), options.TableRefreshPeriod, "00:00:01 and 00:10:00");
        if (!IsBetween(options.GatewayRefreshPeriod, TimeSpan.FromSeconds(0.2), TimeSpan.FromMinutes(10)))
            yield return Detection(nameof(options.GatewayRefreshPeriod), options.GatewayRefreshPeriod, "00:00:00.2 and 00:10:00");
    }

    private static string? WrongIn(string redis)
    {
        try
        {
            return ConfigurationOptions.Parse(redis).EndPoints.Count == 0 ? "it names no server." : null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;

    private static string Detection(string option, object value, string range) =>
        Violation($"{nameof(ClusterConnectionOptions.FailureDetection)}:{option}", value, $"it must lie between {range}");

    private static string Violation(string option, object value, string rule) =>
        FormattableString.Invariant($"{ClusterConnectionOptions.Section}:{option} is '{value}'; {rule}.");
}
