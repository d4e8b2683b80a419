using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Checks the settings of the membership protocol and reports everything that is wrong with them at once.</summary>
internal sealed class ClusterMembershipOptionsValidator(IOptions<ClusterMembershipOptions> options) : IConfigurationValidator
{
    private const string Positive = "it must be greater than zero";

    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        var settings = options.Value;
        string[] violations =
        [
            .. Find(settings).Where(check => !check.Holds)
                .Select(check => $"{nameof(ClusterMembershipOptions)}.{check.Option} is {check.Value}; {check.Rule}."),
        ];
        if (violations.Length > 0)
        {
            throw new OrleansConfigurationException(string.Join(Environment.NewLine, violations));
        }
    }

    private static IEnumerable<(string Option, object? Value, bool Holds, string Rule)> Find(ClusterMembershipOptions settings)
    {
        yield return Time(nameof(settings.ProbeTimeout), settings.ProbeTimeout);
        yield return Time(nameof(settings.MinProbeTimeout), settings.MinProbeTimeout);
        yield return (nameof(settings.MaxProbeTimeout), settings.MaxProbeTimeout, settings.MaxProbeTimeout >= settings.MinProbeTimeout,
            $"it must not be less than {nameof(settings.MinProbeTimeout)}, which is {settings.MinProbeTimeout}");
        yield return Time(nameof(settings.TableRefreshTimeout), settings.TableRefreshTimeout);
        yield return Time(nameof(settings.DeathVoteExpirationTimeout), settings.DeathVoteExpirationTimeout);
        yield return Time(nameof(settings.IAmAliveTablePublishTimeout), settings.IAmAliveTablePublishTimeout);
        yield return Time(nameof(settings.MaxJoinAttemptTime), settings.MaxJoinAttemptTime);
        yield return Time(nameof(settings.LocalHealthDegradationMonitoringPeriod), settings.LocalHealthDegradationMonitoringPeriod);
        yield return Time(nameof(settings.DefunctSiloCleanupPeriod), settings.DefunctSiloCleanupPeriod ?? TimeSpan.MaxValue);
        yield return NotNegative(nameof(settings.DefunctSiloExpiration), settings.DefunctSiloExpiration);
        yield return NotNegative(nameof(settings.DefunctSiloMinimumRetention), settings.DefunctSiloMinimumRetention);
        yield return NotNegative(nameof(settings.SiloGenerationRetirementAge), settings.SiloGenerationRetirementAge ?? TimeSpan.Zero);
        yield return Count(nameof(settings.NumMissedTableIAmAliveLimit), settings.NumMissedTableIAmAliveLimit, 1);
        yield return Count(nameof(settings.NumMissedProbesLimit), settings.NumMissedProbesLimit, 1);
        yield return Count(nameof(settings.NumVotesForDeathDeclaration), settings.NumVotesForDeathDeclaration, 1);
        yield return Count(nameof(settings.NumProbedSilos), settings.NumProbedSilos, 0);
        yield return Count(nameof(settings.MaxDefunctSiloEntries), settings.MaxDefunctSiloEntries ?? 0, 0);
    }

    private static (string, object?, bool, string) Time(string option, TimeSpan value) => (option, value, value > TimeSpan.Zero, Positive);

    private static (string, object?, bool, string) NotNegative(string option, TimeSpan value) =>
        (option, value, value >= TimeSpan.Zero, "it must not be negative");

    private static (string, object?, bool, string) Count(string option, int value, int least) =>
        (option, value, value >= least, $"it must be at least {least}");
}
