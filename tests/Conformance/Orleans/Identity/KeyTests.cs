namespace OrleansML.Conformance.Identity;

[Collection(SiloTests.Name)]
public sealed class KeyTests(SiloFixture fixture)
{
    private static readonly Guid SomeGuid = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Theory]
    [InlineData(Caller.Silo, "pool/model/1/replica-0")]
    [InlineData(Caller.Client, "pool/model/1/replica-0")]
    [InlineData(Caller.Client, "ключ with spaces + ünïcode")]
    public async Task GetPrimaryKeyString_StringKey_IsTheKeyOfTheReference(Caller caller, string key) =>
        Assert.Equal(key, await fixture.From(caller).GetGrain<IStringKeyGrain>(key).GetKey());

    [Theory]
    [InlineData(Caller.Silo, 42)]
    [InlineData(Caller.Client, 0)]
    [InlineData(Caller.Client, -1)]
    [InlineData(Caller.Client, long.MaxValue)]
    [InlineData(Caller.Client, long.MinValue)]
    public async Task GetPrimaryKeyLong_IntegerKey_IsTheKeyOfTheReference(Caller caller, long key) =>
        Assert.Equal(key, await fixture.From(caller).GetGrain<IIntegerKeyGrain>(key).GetKey());

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task GetPrimaryKey_GuidKey_IsTheKeyOfTheReference(Caller caller) =>
        Assert.Equal(SomeGuid, await fixture.From(caller).GetGrain<IGuidKeyGrain>(SomeGuid).GetKey());

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task GetPrimaryKeyLong_CompoundKey_GivesKeyAndExtension(Caller caller) =>
        Assert.Equal((-7L, "a+b"), await fixture.From(caller).GetGrain<IIntegerCompoundKeyGrain>(-7, "a+b").GetKey());

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task GetPrimaryKey_CompoundKey_GivesKeyAndExtension(Caller caller) =>
        Assert.Equal((SomeGuid, "a+b"), await fixture.From(caller).GetGrain<IGuidCompoundKeyGrain>(SomeGuid, "a+b").GetKey());

    [Fact]
    public void GetGrainId_SameInterfaceAndKey_IsEqual()
    {
        var first = fixture.Client.GetGrain<IStringKeyGrain>("same");
        var second = fixture.Silo.GetGrain<IStringKeyGrain>("same");

        Assert.Equal(first.GetGrainId(), second.GetGrainId());
        Assert.Equal(first.GetGrainId().GetUniformHashCode(), second.GetGrainId().GetUniformHashCode());
        Assert.NotEqual(first.GetGrainId(), fixture.Client.GetGrain<IStringKeyGrain>("other").GetGrainId());
    }

    [Fact]
    public void GetGrainId_SameKeyOfAnotherType_IsAnotherIdentity() =>
        Assert.NotEqual(
            fixture.Client.GetGrain<IIntegerKeyGrain>(5).GetGrainId().Type,
            fixture.Client.GetGrain<IIntegerCompoundKeyGrain>(5, "x").GetGrainId().Type);

    [Fact]
    public void Equals_ReferencesToTheSameGrain_AreEqual()
    {
        var first = fixture.Client.GetGrain<IStringKeyGrain>("same");
        var second = fixture.Client.GetGrain<IStringKeyGrain>("same");

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, fixture.Client.GetGrain<IStringKeyGrain>("other"));
    }

    [Fact]
    public void Parse_GrainIdText_RoundTrips()
    {
        var id = fixture.Client.GetGrain<IStringKeyGrain>("parsed").GetGrainId();

        Assert.Equal(id, GrainId.Parse(id.ToString()));
    }

    [Fact]
    public async Task GetGrain_ByGrainId_CallsTheSameGrain()
    {
        var id = fixture.Client.GetGrain<IStringKeyGrain>("by-id").GetGrainId();

        Assert.Equal("by-id", await fixture.Client.GetGrain<IStringKeyGrain>(id).GetKey());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void GetGrain_EmptyStringKey_Throws(string? key) =>
        Assert.ThrowsAny<ArgumentException>(() => fixture.Client.GetGrain<IStringKeyGrain>(key!));
}
