namespace OrleansML.Conformance.Calls;

[Collection(SiloTests.Name)]
public sealed class ReferenceTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Reference_AsArgument_CanBeCalledByTheGrain(Caller caller)
    {
        var grains = fixture.From(caller);

        Assert.Equal("callee", await grains.GetGrain<IReferenceGrain>("caller").GetNameOf(grains.GetGrain<IReferenceGrain>("callee")));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Reference_AsResult_CanBeCalledByTheCaller(Caller caller)
    {
        var grains = fixture.From(caller);
        var self = await grains.GetGrain<IReferenceGrain>("self").GetSelf();
        var other = await grains.GetGrain<IReferenceGrain>("self").GetOther("other");

        Assert.Equal("self", await self.GetName());
        Assert.Equal("other", await other.GetName());
        Assert.Equal(grains.GetGrain<IReferenceGrain>("other"), other);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Reference_InsideAMessage_CanBeCalled(Caller caller)
    {
        var grains = fixture.From(caller);
        var book = await grains.GetGrain<IReferenceGrain>("book-keeper").GetBook("main", ["x", "y"]);

        Assert.Equal(["main", "x", "y"], await grains.GetGrain<IReferenceGrain>("reader").GetNamesOf(book));
        Assert.Equal("y", await book.Others[1].GetName());
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Reference_Null_StaysNull(Caller caller) =>
        Assert.Null(await fixture.From(caller).GetGrain<IReferenceGrain>("null").GetBack(null));
}
