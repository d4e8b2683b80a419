using Orleans.Serialization;

namespace Orleans.Storage;

/// <summary>Keeps state in the format in which it travels.</summary>
public class OrleansGrainStorageSerializer(Serializer serializer) : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? value) => new(serializer.SerializeToArray(value));

    public T? Deserialize<T>(BinaryData input) => serializer.Deserialize<T>(input.ToMemory());
}
