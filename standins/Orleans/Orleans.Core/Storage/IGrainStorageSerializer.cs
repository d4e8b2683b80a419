namespace Orleans.Storage;

/// <summary>The format in which a storage provider keeps state.</summary>
public interface IGrainStorageSerializer
{
    /// <summary>Turns a state into bytes.</summary>
    BinaryData Serialize<T>(T? input);

    /// <summary>Turns bytes back into a state.</summary>
    T? Deserialize<T>(BinaryData input);
}
