namespace OrleansML.Gateway.Protocol;

/// <summary>Most bytes that a body may have.</summary>
/// <param name="Bytes">How many, decompressed.</param>
/// <param name="Option">The option that sets it, by its full name; null: it is fixed.</param>
/// <param name="Subject">What is limited, for messages.</param>
internal sealed record BodyLimit(long Bytes, string? Option = null, string Subject = "body")
{
    /// <summary>The limit of requests in general.</summary>
    public static BodyLimit Of(GatewayOptions options) => new(options.MaximumBodyBytes, $"{GatewayOptions.Section}:{nameof(GatewayOptions.MaximumBodyBytes)}");

    /// <summary>The limit of files that are pushed.</summary>
    public static BodyLimit OfPush(GatewayOptions options) =>
        new(options.MaximumPushBytes, $"{GatewayOptions.Section}:{nameof(GatewayOptions.MaximumPushBytes)}", "pushed file");

    /// <summary>What a larger one is answered with.</summary>
    /// <param name="actual">Its bytes; null: they are not known.</param>
    public OrleansMLException Exceeded(long? actual = null) => new(
        ErrorCode.TooLarge,
        $"The {Subject} {(actual is { } bytes ? $"has {bytes} bytes" : "is too large")}; the limit is {Bytes} bytes{(Option is null ? "" : $" ({Option})")}.");
}
