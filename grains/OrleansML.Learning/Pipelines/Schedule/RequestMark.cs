namespace OrleansML.Learning.Pipelines;

/// <summary>A request of a person that has been decided.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was made.</param>
internal sealed record RequestMark(string Id, DateTimeOffset At);
