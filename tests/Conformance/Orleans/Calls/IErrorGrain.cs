namespace OrleansML.Conformance.Calls;

public interface IErrorGrain : IGrainWithStringKey
{
    /// <summary>Throws after an await.</summary>
    Task<int> ThrowInvalidOperation(string message);

    /// <summary>Throws before a task exists.</summary>
    Task ThrowBeforeTheFirstAwait();

    ValueTask<int> ThrowFromValueTask();

    Task ThrowNested();

    Task ThrowModelTooLarge();

    Task ThrowPlain();

    Task ThrowCancelled();

    /// <summary>What a grain sees of an exception that <paramref name="other"/> throws.</summary>
    Task<string> Describe(IErrorGrain other);

    /// <summary>Lets an exception of <paramref name="other"/> pass through this grain.</summary>
    Task PassThrough(IErrorGrain other);
}
