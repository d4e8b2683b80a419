namespace Orleans;

/// <summary>A grain whose primary key is a string.</summary>
public interface IGrainWithStringKey : IGrain
{
}
