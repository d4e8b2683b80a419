using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization;

namespace Orleans.Runtime.Activations;

/// <summary>What an activation takes along when it moves: serialized values by key.</summary>
/// <param name="serializer">Serializes the values.</param>
/// <param name="values">The values.</param>
internal sealed class MigrationContext(Serializer serializer, Dictionary<string, byte[]> values) : IDehydrationContext, IRehydrationContext
{
    /// <inheritdoc cref="IDehydrationContext.Keys"/>
    public IEnumerable<string> Keys => values.Keys;

    /// <summary>Gets the values.</summary>
    public Dictionary<string, byte[]> Values => values;

    /// <inheritdoc/>
    public void AddBytes(string key, ReadOnlySpan<byte> value) => values.Add(key, value.ToArray());

    /// <inheritdoc/>
    public void AddBytes<T>(string key, Action<T, IBufferWriter<byte>> valueWriter, T value)
    {
        ArgumentNullException.ThrowIfNull(valueWriter);
        var writer = new ArrayBufferWriter<byte>();
        valueWriter(value, writer);
        values.Add(key, writer.WrittenSpan.ToArray());
    }

    /// <inheritdoc/>
    public bool TryAddValue<T>(string key, T? value)
    {
        try
        {
            return values.TryAdd(key, serializer.SerializeToArray(value));
        }
        catch (CodecNotFoundException)
        {
            // The new activation gets along without it, as one that was not moved would.
            return false;
        }
    }

    /// <inheritdoc/>
    public bool TryGetBytes(string key, out ReadOnlySequence<byte> value)
    {
        var found = values.TryGetValue(key, out var bytes);
        value = new ReadOnlySequence<byte>(bytes ?? []);
        return found;
    }

    /// <inheritdoc/>
    public bool TryGetValue<T>(string key, [MaybeNull] out T value)
    {
        var found = values.TryGetValue(key, out var bytes);
        value = found ? serializer.Deserialize<T>(bytes!) : default;
        return found;
    }
}
