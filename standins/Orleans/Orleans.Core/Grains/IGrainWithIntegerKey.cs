namespace Orleans;

/// <summary>A grain whose primary key is a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain
{
}
