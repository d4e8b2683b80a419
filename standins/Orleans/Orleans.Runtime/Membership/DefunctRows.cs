using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Utilities;

namespace Orleans.Runtime.Membership;

/// <summary>Removes rows of silos that died long ago, and the oldest ones of too many. Only the first active silo does so.</summary>
internal sealed class DefunctRows
{
    private readonly MembershipManager _membership;
    private readonly ILocalSiloDetails _silo;
    private readonly MembershipClock _clock;
    private readonly ClusterMembershipOptions _options;
    private readonly Pulse _changed;

    /// <summary>Initializes the cleaner.</summary>
    public DefunctRows(MembershipManager membership, ILocalSiloDetails silo, MembershipClock clock, IOptions<ClusterMembershipOptions> options)
    {
        _membership = membership;
        _silo = silo;
        _clock = clock;
        _options = options.Value;
        _changed = new Pulse(clock.Provider);
        membership.Changed += (_, _) => _changed.Set();
    }

    /// <summary>Removes rows at every change of the membership and after every <see cref="ClusterMembershipOptions.DefunctSiloCleanupPeriod"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (GetLimit() is { } limit)
                {
                    await _membership.RemoveDefunctAsync(limit).ConfigureAwait(false);
                    await _membership.RefreshAsync().ConfigureAwait(false);
                }

                await _changed.WaitAsync(_options.DefunctSiloCleanupPeriod ?? TimeSpan.FromHours(1), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The manager has logged that the table cannot be used; old rows can wait for the next change.
                await _changed.WaitAsync(_options.TableRefreshTimeout, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns the time before which dead silos gave their last sign of life so that their rows go now, or null where none has to.</summary>
    public DateTimeOffset? GetLimit()
    {
        if (!Equals(_membership.ActiveSilos.Min(), _silo.SiloAddress))
        {
            return null;
        }

        var now = _clock.UtcNow;
        var dead = _membership.Rows.Values.Where(row => row.Status == SiloStatus.Dead).Select(GetLastSign).OrderDescending().ToArray();
        var limit = DateTime.MinValue;
        if (_options.DefunctSiloCleanupPeriod is not null)
        {
            limit = now - _options.DefunctSiloExpiration;
        }

        if (_options.MaxDefunctSiloEntries is { } most && dead.Length > most)
        {
            var oldestKept = most == 0 ? now : dead[most - 1];
            limit = oldestKept > limit ? oldestKept : limit;
        }

        var latest = now - _options.DefunctSiloMinimumRetention;
        limit = limit < latest ? limit : latest;
        return dead.Any(sign => sign < limit) ? new DateTimeOffset(limit, TimeSpan.Zero) : null;
    }

    private static DateTime GetLastSign(MembershipEntry row) =>
        (row.SuspectTimes ?? []).Select(vote => vote.Item2).Append(row.StartTime).Append(row.IAmAliveTime).Max();
}
