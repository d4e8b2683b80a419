namespace Orleans.Storage;

/// <summary>Options of a storage provider whose format can be chosen.</summary>
public interface IStorageProviderSerializerOptions
{
    /// <summary>The format.</summary>
    IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
