namespace OrleansML.DataTests.Sources;

/// <summary>An answer of <see cref="TestHttpService"/>.</summary>
internal sealed record TestHttpAnswer(int Status, string Body, string? ContentType = "application/json", string? Location = null);
