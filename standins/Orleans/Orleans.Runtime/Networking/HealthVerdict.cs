namespace Orleans.Runtime.Networking;

/// <summary>What <see cref="ConnectionHealth"/> makes of a connection.</summary>
internal enum HealthVerdict
{
    /// <summary>Nothing is to be done.</summary>
    Alive,

    /// <summary>The other end has been silent: ask it.</summary>
    Ask,

    /// <summary>The other end does not answer: close the connection.</summary>
    Dead,
}
