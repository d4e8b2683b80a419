namespace OrleansML.Gateway;

/// <summary>Where the gateway listens and what it accepts. Bound from section <c>OrleansML:Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Gateway";

    /// <summary>
    /// IP address to listen on. Default <c>127.0.0.1</c>: only this machine; <c>0.0.0.0</c> is every network the machine is part of.
    /// </summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>TCP port for HTTP/1.1, 0 to 65535; 0 takes any free one. Default 8080.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>
    /// Largest body of an infer request in bytes, after decompression; 1 KiB to 1 GiB. Default 64 MiB. Each request in progress may hold
    /// this much memory.
    /// </summary>
    public long MaximumBodyBytes { get; set; } = 64L << 20;

    /// <summary>
    /// Largest model file or package that can be pushed, in bytes; 1 KiB to 1 TiB. Default 2 GiB. A push is streamed, not held in memory.
    /// </summary>
    public long MaximumPushBytes { get; set; } = 2L << 30;

    /// <summary>Deepest nesting of JSON objects and lists; 8 to 256. Default 64.</summary>
    public int MaximumJsonDepth { get; set; } = 64;

    /// <summary>Most inputs, and most outputs, that one infer request may name; 1 to 4096. Default 256.</summary>
    public int MaximumTensors { get; set; } = 256;

    /// <summary>Most connections open at one time; 1 to 1,000,000. Default 10,000. Further ones are closed at once.</summary>
    public int MaximumConnections { get; set; } = 10_000;

    /// <summary>What <c>Retry-After</c> tells clients of a busy or loading model; 1 second to 1 hour. Default 1 second.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the readiness check waits for the cluster; 100 ms to 1 minute. Default 5 seconds.</summary>
    public TimeSpan ReadinessTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// SHA-256 of each API key, 64 hexadecimal digits, whose callers get values tagged <c>pii</c> as they are; they send the key in the header
    /// <c>X-Api-Key</c>. Default none: such values are masked for everybody.
    /// </summary>
    public IList<string> PersonalKeyHashes { get; } = [];
}
