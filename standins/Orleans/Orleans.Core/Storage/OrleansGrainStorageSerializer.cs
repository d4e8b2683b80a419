using Orleans.Serialization;

namespace Orleans.Storage;

/// <summary>Keeps state in the format in which it travels.</summary>
public class OrleansGrainStorageSerializer(Serializer serializer) : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? value) => new(serializer.SerializeToArray(value));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input) => serializer.Deserialize<T>(input.ToMemory());
}
