namespace OrleansML.Conformance.Calls;

public interface ITimeoutGrain : IGrainWithStringKey
{
    /// <summary>Waits at the gate with the grain's key; the caller waits two seconds at most.</summary>
    [ResponseTimeout("00:00:02")]
    Task HangBriefly();

    /// <summary>Waits at the gate with the grain's key; the caller waits as long as it is configured to.</summary>
    Task Hang();

    [ResponseTimeout("00:01:00")]
    Task HangLong();

    Task<TimeSpan> GetSiloResponseTimeout();

    [AlwaysInterleave]
    Task Ping();

    /// <summary>Whether a call from this grain to <paramref name="other"/> timed out.</summary>
    Task<string> HangInAnother(ITimeoutGrain other);
}
