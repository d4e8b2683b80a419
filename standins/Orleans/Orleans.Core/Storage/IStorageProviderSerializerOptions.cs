namespace Orleans.Storage;

/// <summary>Options of a storage provider whose format can be chosen.</summary>
public interface IStorageProviderSerializerOptions
{
    IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
