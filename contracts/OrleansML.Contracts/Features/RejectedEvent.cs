namespace OrleansML.Features;

/// <summary>An event that was not taken in.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">Why, without private values.</param>
/// <param name="Retry">Whether repeating it may help.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.RejectedEvent")]
public sealed record RejectedEvent([property: Id(0)] int Line, [property: Id(1)] string Reason, [property: Id(2)] bool Retry = false);
