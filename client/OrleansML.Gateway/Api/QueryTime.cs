namespace OrleansML.Gateway.Api;

/// <summary>Points in time in queries; without an offset they are in UTC.</summary>
internal static class QueryTime
{
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: it is no time.</exception>
    public static DateTimeOffset Read(string name, string text) =>
        IsoTime.TryParse(text, out var time)
            ? time
            : throw new OrleansMLException(ErrorCode.InvalidRequest, $"'{name}' is '{text}', which is not a time; one such as 2026-03-01T12:00:00Z is expected.");

    /// <summary>A time that a request must have.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: it is missing or no time.</exception>
    public static DateTimeOffset Require(string name, string? text) => text is null
        ? throw new OrleansMLException(ErrorCode.InvalidRequest, $"'{name}' is missing: a time such as 2026-03-01T12:00:00Z.")
        : Read(name, text);
}
