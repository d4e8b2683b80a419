namespace OrleansML.Conformance.Filters;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> Add(int left, int right);

    Task<string> Throw();

    Task<int> Denied();

    /// <summary>Calls <paramref name="other"/> from inside this grain.</summary>
    Task<int> AddThrough(IFilteredGrain other, int left, int right);
}
