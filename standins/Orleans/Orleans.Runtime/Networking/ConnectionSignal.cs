namespace Orleans.Runtime.Networking;

/// <summary>What the two ends of a connection tell each other beside messages. Unknown values are ignored.</summary>
internal enum ConnectionSignal : byte
{
    /// <summary>Asks whether the other end is alive.</summary>
    Ping = 1,

    /// <summary>The answer to <see cref="Ping"/>.</summary>
    Pong = 2,

    /// <summary>The gateway is about to stop: calls in flight are finished, new ones should go elsewhere.</summary>
    Leaving = 3,

    /// <summary>The answer of a client to <see cref="Leaving"/>: it waits for nothing any more on this connection and will send nothing more.</summary>
    Left = 4,
}
