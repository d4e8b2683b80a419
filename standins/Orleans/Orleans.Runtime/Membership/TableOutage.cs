using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Membership;

/// <summary>
/// Knows whether the membership table can be used, and keeps the log readable while it cannot: one warning at once, then one at growing
/// intervals, and a message when it is over.
/// </summary>
internal sealed class TableOutage(MembershipClock clock, ILogger logger)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(5);
    private readonly object _lock = new();
    private long _since;
    private long _lastLogged;
    private int _failures;
    private TimeSpan _interval;

    /// <summary>Gets whether the last use of the table failed.</summary>
    public bool IsOngoing { get; private set; }

    /// <summary>Takes note of a failure.</summary>
    public void OnFailed(Exception exception)
    {
        lock (_lock)
        {
            _failures++;
            if (!IsOngoing)
            {
                IsOngoing = true;
                _since = _lastLogged = clock.Now;
                _interval = FirstInterval;
                MembershipLog.TableFailed(logger, exception);
            }
            else if (clock.Since(_lastLogged) >= _interval)
            {
                _lastLogged = clock.Now;
                _interval = _interval * 2 < LongestInterval ? _interval * 2 : LongestInterval;
                MembershipLog.TableStillFails(logger, exception, clock.Since(_since), _failures);
            }
        }
    }

    /// <summary>Takes note of a success.</summary>
    /// <returns>Whether it ended an outage.</returns>
    public bool OnSucceeded()
    {
        lock (_lock)
        {
            if (!IsOngoing)
            {
                return false;
            }

            IsOngoing = false;
            MembershipLog.TableWorksAgain(logger, clock.Since(_since), _failures);
            _failures = 0;
            return true;
        }
    }
}
