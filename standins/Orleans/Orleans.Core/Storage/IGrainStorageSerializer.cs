namespace Orleans.Storage;

/// <summary>The format in which a storage provider keeps state.</summary>
public interface IGrainStorageSerializer
{
    BinaryData Serialize<T>(T? input);

    T? Deserialize<T>(BinaryData input);
}
