namespace Orleans.Runtime.Messaging;

/// <summary>The version of the network protocol.</summary>
public enum NetworkProtocolVersion : byte
{
    /// <summary>The first version.</summary>
    Version1 = 1,
}
