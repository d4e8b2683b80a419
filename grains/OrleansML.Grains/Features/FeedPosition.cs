namespace OrleansML.Grains.Features;

/// <summary>A place in the stream of a view's event files.</summary>
[GenerateSerializer, Alias("OrleansML.FeedPosition")]
internal sealed record FeedPosition([property: Id(0)] long EventTime, [property: Id(1)] string File, [property: Id(2)] long Number);
