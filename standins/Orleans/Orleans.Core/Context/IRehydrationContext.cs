using System.Buffers;

namespace Orleans.Runtime;

/// <summary>Gives back the state of an activation that moved.</summary>
public interface IRehydrationContext
{
    IEnumerable<string> Keys { get; }

    bool TryGetBytes(string key, out ReadOnlySequence<byte> value);

    bool TryGetValue<T>(string key, out T? value);
}
