namespace OrleansML.Conformance.Calls;

public interface IReferenceGrain : IGrainWithStringKey
{
    Task<string> GetName();

    Task<string> GetNameOf(IReferenceGrain other);

    Task<string[]> GetNamesOf(ReferenceBook book);

    Task<IReferenceGrain> GetSelf();

    Task<IReferenceGrain> GetOther(string key);

    Task<IReferenceGrain?> GetBack(IReferenceGrain? reference);

    Task<ReferenceBook> GetBook(string main, string[] others);
}

/// <summary>A message that holds grain references.</summary>
[GenerateSerializer]
public sealed record ReferenceBook([property: Id(0)] IReferenceGrain Main, [property: Id(1)] List<IReferenceGrain> Others);
