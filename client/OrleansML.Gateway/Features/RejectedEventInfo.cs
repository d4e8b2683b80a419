namespace OrleansML.Gateway.Features;

/// <summary>An event that was not taken in.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Retry">Whether delivering it again may help.</param>
public sealed record RejectedEventInfo(int Line, string Reason, bool Retry);
