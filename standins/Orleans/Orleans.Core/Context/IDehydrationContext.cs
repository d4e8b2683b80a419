using System.Buffers;

namespace Orleans.Runtime;

/// <summary>Takes up the state of an activation that moves.</summary>
public interface IDehydrationContext
{
    /// <summary>The keys under which something was added.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>Adds bytes under a key.</summary>
    void AddBytes(string key, ReadOnlySpan<byte> value);

    /// <summary>Adds the bytes that a function writes for a value under a key.</summary>
    void AddBytes<T>(string key, Action<T, IBufferWriter<byte>> valueWriter, T value);

    /// <summary>Adds a value under a key, and returns false if it cannot be taken along.</summary>
    bool TryAddValue<T>(string key, T? value);
}
