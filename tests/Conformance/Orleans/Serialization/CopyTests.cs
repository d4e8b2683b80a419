namespace OrleansML.Conformance.Serialization;

/// <summary>Calls within a silo copy arguments and results, except what is immutable.</summary>
[Collection(SiloTests.Name)]
public sealed class CopyTests(SiloFixture fixture)
{
    [Fact]
    public async Task Argument_Mutable_IsCopied()
    {
        var grain = Grain("argument");
        int[] numbers = [1];
        await grain.Keep(numbers);

        numbers[0] = 2;

        Assert.Equal(1, await grain.GetFirstKept());
    }

    [Fact]
    public async Task Result_Mutable_IsCopied()
    {
        var grain = Grain("result");
        var result = await grain.Keep([1]);

        await grain.ChangeKept();

        Assert.Equal([1], result);
    }

    [Fact]
    public async Task Argument_MutableClass_IsCopiedDeeply()
    {
        var grain = Grain("class");
        var customer = new Customer { Tags = ["a"] };

        var result = await grain.KeepCustomer(customer);

        Assert.False(await grain.IsSame(new Immutable<object>(customer)));
        Assert.False(await grain.IsSame(new Immutable<object>(result)));
        Assert.NotSame(customer.Tags, result.Tags);
        Assert.Equal(["a"], result.Tags);
    }

    [Fact]
    public async Task Argument_ImmutableParameter_IsTheSameObject()
    {
        var grain = Grain("immutable-parameter");
        int[] numbers = [1];

        await grain.KeepImmutableParameter(numbers);

        Assert.True(await grain.IsSame(new Immutable<object>(numbers)));
    }

    [Fact]
    public async Task ArgumentAndResult_ImmutableWrapper_AreTheSameObject()
    {
        var grain = Grain("immutable-wrapper");
        int[] numbers = [1];

        var result = await grain.KeepImmutableWrapper(numbers.AsImmutable());

        Assert.True(await grain.IsSame(new Immutable<object>(numbers)));
        Assert.Same(numbers, result.Value);
    }

    [Fact]
    public async Task ArgumentAndResult_ImmutableType_AreTheSameObject()
    {
        var grain = Grain("immutable-type");
        var tensor = new Tensor("FP32", [1, 2], new byte[8]);

        var result = await grain.KeepTensor(tensor);

        Assert.True(await grain.IsSame(new Immutable<object>(tensor)));
        Assert.Same(tensor, result);
    }

    private ICopyGrain Grain(string key) => fixture.Silo.GetGrain<ICopyGrain>(key);
}
