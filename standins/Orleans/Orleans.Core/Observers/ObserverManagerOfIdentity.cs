using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>The observers that a grain calls back: they expire unless they subscribe again, and those that fail are dropped.</summary>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, Entry> _observers = [];
    private readonly ILogger _log;

    /// <summary>Makes a manager whose observers expire after a time.</summary>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ExpirationDuration = expiration;
        _log = log ?? throw new ArgumentNullException(nameof(log));
        GetDateTime = static () => TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    /// <summary>How long an observer stays after it last subscribed.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>The clock by which observers expire, in UTC; the system's by default.</summary>
    public Func<DateTime> GetDateTime { get; set; }

    /// <summary>How many observers there are, expired ones that no call has met included.</summary>
    public int Count => _observers.Count;

    /// <summary>The observers by identity, as they are now.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers
        => _observers.ToDictionary(static pair => pair.Key, static pair => pair.Value.Observer);

    /// <summary>Adds an observer or renews the one of that identity.</summary>
    public void Subscribe(TIdentity id, TObserver observer)
    {
        LogSubscribed(_observers.ContainsKey(id) ? "Renewed" : "Added", id, observer, _observers.Count);
        _observers[id] = new(observer, GetDateTime());
    }

    /// <summary>Removes an observer; it does no harm if it is not there.</summary>
    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    /// <summary>Removes all observers.</summary>
    public void Clear() => _observers.Clear();

    /// <summary>Removes the observers that have expired.</summary>
    public void ClearExpired()
    {
        foreach (var (id, entry) in _observers)
        {
            if (IsExpired(entry)) _observers.Remove(id);
        }
    }

    /// <summary>Calls every live observer that satisfies the predicate.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, entry) in _observers.ToArray())
        {
            if (!Admit(id, entry, predicate)) continue;
            try
            {
                await notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Drop(id, entry, exception);
            }
        }
    }

    /// <summary>Calls every live observer that satisfies the predicate.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, entry) in _observers.ToArray())
        {
            if (!Admit(id, entry, predicate)) continue;
            try
            {
                notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Drop(id, entry, exception);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() => _observers.Values.Select(static entry => entry.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool Admit(TIdentity id, Entry entry, Func<TObserver, bool>? predicate)
    {
        if (!IsExpired(entry)) return predicate?.Invoke(entry.Observer) ?? true;
        _observers.Remove(id);
        return false;
    }

    private bool IsExpired(Entry entry) => entry.LastSeen + ExpirationDuration < GetDateTime();

    private void Drop(TIdentity id, Entry entry, Exception exception)
    {
        LogDropped(exception, id, entry.Observer);
        _observers.Remove(id);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Action} observer {Id}/{Observer}. {Count} observers were subscribed.")]
    private partial void LogSubscribed(string action, TIdentity id, TObserver observer, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Dropped observer {Id}/{Observer} because calling it failed.")]
    private partial void LogDropped(Exception exception, TIdentity id, TObserver observer);

    private readonly record struct Entry(TObserver Observer, DateTime LastSeen);
}
