using System.Buffers;

namespace Orleans.Runtime;

/// <summary>Gives back the state of an activation that moved.</summary>
public interface IRehydrationContext
{
    /// <summary>The keys under which something was carried along.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>Returns the bytes under a key, or false if there are none.</summary>
    bool TryGetBytes(string key, out ReadOnlySequence<byte> value);

    /// <summary>Returns the value under a key, or false if there is none of that type.</summary>
    bool TryGetValue<T>(string key, out T? value);
}
