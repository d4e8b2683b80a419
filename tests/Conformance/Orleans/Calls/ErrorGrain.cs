using System.Runtime.CompilerServices;

namespace OrleansML.Conformance.Calls;

public sealed class ErrorGrain : Grain, IErrorGrain
{
    public async Task<int> ThrowInvalidOperation(string message)
    {
        await Task.Yield();
        return ThrowDeepInside(message);
    }

    public Task ThrowBeforeTheFirstAwait() => throw new NotSupportedException("before the first await");

    public ValueTask<int> ThrowFromValueTask() => throw new NotSupportedException("from a value task");

    public Task ThrowNested()
    {
        try
        {
            ThrowDeepInside("inner");
        }
        catch (InvalidOperationException inner)
        {
            throw new FormatException("outer", inner);
        }

        return Task.CompletedTask;
    }

    public Task ThrowModelTooLarge() => throw new ModelTooLargeException("too large", "fraud", 7, 5_000_000_000);

    public Task ThrowPlain() => throw new PlainException("plain");

    public Task ThrowCancelled() => throw new OperationCanceledException("given up");

    public async Task<string> Describe(IErrorGrain other)
    {
        try
        {
            await other.ThrowModelTooLarge();
            return "nothing";
        }
        catch (ModelTooLargeException exception)
        {
            return $"{exception.Message}, {exception.Model} {exception.Version}, {exception.Bytes}";
        }
    }

    public Task PassThrough(IErrorGrain other) => other.ThrowModelTooLarge();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ThrowDeepInside(string message) => throw new InvalidOperationException(message);
}
