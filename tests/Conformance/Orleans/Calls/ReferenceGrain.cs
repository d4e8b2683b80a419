namespace OrleansML.Conformance.Calls;

public sealed class ReferenceGrain : Grain, IReferenceGrain
{
    public Task<string> GetName() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string> GetNameOf(IReferenceGrain other) => other.GetName();

    public Task<string[]> GetNamesOf(ReferenceBook book) =>
        Task.WhenAll(book.Others.Prepend(book.Main).Select(grain => grain.GetName()));

    public Task<IReferenceGrain> GetSelf() => Task.FromResult(this.AsReference<IReferenceGrain>());

    public Task<IReferenceGrain> GetOther(string key) => Task.FromResult(GrainFactory.GetGrain<IReferenceGrain>(key));

    public Task<IReferenceGrain?> GetBack(IReferenceGrain? reference) => Task.FromResult(reference);

    public Task<ReferenceBook> GetBook(string main, string[] others) => Task.FromResult(new ReferenceBook(
        GrainFactory.GetGrain<IReferenceGrain>(main),
        [.. others.Select(key => GrainFactory.GetGrain<IReferenceGrain>(key))]));
}
