using Orleans.Serialization;

namespace OrleansML.Conformance.Calls;

[Collection(SiloTests.Name)]
public sealed class ErrorTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Throw_FrameworkException_KeepsTypeMessageAndStack(Caller caller)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(caller).ThrowInvalidOperation("the queue is full"));

        Assert.Equal("the queue is full", exception.Message);
        Assert.Contains("ThrowDeepInside", exception.StackTrace);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Throw_BeforeTheFirstAwait_FailsTheTaskAndNotTheCall(Caller caller)
    {
        var task = Grain(caller).ThrowBeforeTheFirstAwait();
        var valueTask = Grain(caller).ThrowFromValueTask();

        Assert.Equal("before the first await", (await Assert.ThrowsAsync<NotSupportedException>(() => task)).Message);
        Assert.Equal("from a value task", (await Assert.ThrowsAsync<NotSupportedException>(async () => await valueTask)).Message);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Throw_InnerException_IsKept(Caller caller)
    {
        var exception = await Assert.ThrowsAsync<FormatException>(() => Grain(caller).ThrowNested());

        Assert.Equal("outer", exception.Message);
        var inner = Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Equal("inner", inner.Message);
        Assert.Contains("ThrowDeepInside", inner.StackTrace);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Throw_GeneratedException_KeepsItsMembersAndThoseOfItsBase(Caller caller)
    {
        var exception = await Assert.ThrowsAsync<ModelTooLargeException>(() => Grain(caller).ThrowModelTooLarge());

        Assert.Equal(("too large", "fraud", 7, 5_000_000_000), (exception.Message, exception.Model, exception.Version, exception.Bytes));
        Assert.Contains(nameof(ErrorGrain.ThrowModelTooLarge), exception.StackTrace);
    }

    [Fact]
    public async Task Throw_ExceptionWithoutASerializer_KeepsItsTypeInTheSilo() =>
        Assert.Equal("plain", (await Assert.ThrowsAsync<PlainException>(() => Grain(Caller.Silo).ThrowPlain())).Message);

    [Fact]
    public async Task Throw_ExceptionWithoutASerializer_TellsTheClientWhichTypeHasNone()
    {
        var exception = await Assert.ThrowsAsync<CodecNotFoundException>(() => Wait.ForAsync(Grain(Caller.Client).ThrowPlain()));

        Assert.Contains(nameof(PlainException), exception.Message);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Throw_OperationCanceled_IsACancellationForTheCaller(Caller caller) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(Grain(caller).ThrowCancelled()));

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Throw_FromGrainToGrain_KeepsTypeAndMembers(Caller caller)
    {
        var other = fixture.From(caller).GetGrain<IErrorGrain>("other");

        Assert.Equal("too large, fraud 7, 5000000000", await Grain(caller).Describe(other));
        Assert.Equal(5_000_000_000, (await Assert.ThrowsAsync<ModelTooLargeException>(() => Grain(caller).PassThrough(other))).Bytes);
    }

    [Fact]
    public async Task Throw_OnlyOnce_LeavesTheActivationServing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(Caller.Client).ThrowInvalidOperation("first"));

        var second = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(Caller.Client).ThrowInvalidOperation("second"));
        Assert.Equal("second", second.Message);
    }

    private IErrorGrain Grain(Caller caller) => fixture.From(caller).GetGrain<IErrorGrain>("thrower");
}
