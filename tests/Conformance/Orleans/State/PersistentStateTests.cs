using Orleans.Storage;

namespace OrleansML.Conformance.State;

[Collection(SiloTests.Name)]
public sealed class PersistentStateTests(SiloFixture fixture)
{
    [Fact]
    public async Task State_NeverWritten_IsNewAndHasNoRecord()
    {
        var grain = Grain("never-written");

        Assert.Empty(await grain.GetItems());
        Assert.Equal((false, null), await grain.GetRecord());
    }

    [Fact]
    public async Task WriteState_Deactivated_IsThereWhenActivatedAgain()
    {
        var grain = Grain("written");
        await grain.Add("a");
        await grain.Add("b");
        Assert.True((await grain.GetRecord()).Exists);

        await ReactivateAsync(grain);

        Assert.Equal(["a", "b"], await grain.GetItems());
        Assert.Equal(2, await grain.GetItemCountAtActivation());
        Assert.True((await grain.GetRecord()).Exists);
    }

    [Fact]
    public async Task State_ChangedWithoutWriting_IsLostOnDeactivation()
    {
        var grain = Grain("not-written");
        await grain.Add("a");
        await grain.AddWithoutWriting("b");

        await ReactivateAsync(grain);

        Assert.Equal(["a"], await grain.GetItems());
    }

    [Fact]
    public async Task ReadState_ChangedWithoutWriting_GivesTheStoredState()
    {
        var grain = Grain("read-again");
        await grain.Add("a");
        await grain.AddWithoutWriting("b");

        await grain.Read();

        Assert.Equal(["a"], await grain.GetItems());
    }

    [Fact]
    public async Task WriteState_EachTime_ChangesTheEtag()
    {
        var grain = Grain("etags");
        await grain.Add("a");
        var first = await grain.GetRecord();
        await grain.Add("b");
        var second = await grain.GetRecord();

        Assert.NotNull(first.Etag);
        Assert.NotEqual(first.Etag, second.Etag);
    }

    [Fact]
    public async Task ClearState_Written_RemovesTheRecordAndTheStateCanBeWrittenAgain()
    {
        var grain = Grain("cleared");
        await grain.Add("a");

        await grain.Clear();

        Assert.False((await grain.GetRecord()).Exists);
        Assert.Empty(await grain.GetItems());
        await ReactivateAsync(grain);
        Assert.Empty(await grain.GetItems());
        await grain.Add("b");
        await ReactivateAsync(grain);
        Assert.Equal(["b"], await grain.GetItems());
    }

    [Fact]
    public async Task State_TwoStatesOfOneGrain_AreSeparate()
    {
        var grain = Grain("two-states");
        await grain.Add("a");
        await grain.SetNote("remember");
        await grain.Clear();

        await ReactivateAsync(grain);

        Assert.Empty(await grain.GetItems());
        Assert.Equal("remember", await grain.GetNote());
    }

    [Fact]
    public async Task WriteState_SomebodyElseHasWritten_ThrowsAndDeactivates()
    {
        var grain = Grain("conflict");
        await grain.Add("a");
        var before = await grain.GetActivation();

        await Assert.ThrowsAsync<InconsistentStateException>(() => Wait.ForAsync(grain.WriteConflicting(catches: false)));

        await Wait.UntilAsync(async () => await grain.GetActivation() != before, "a new activation after the conflict");
        Assert.Equal(["a", "of the other writer"], await grain.GetItems());
    }

    [Fact]
    public async Task WriteState_ConflictIsCaught_KeepsTheActivation()
    {
        var grain = Grain("caught-conflict");
        await grain.Add("a");
        var before = await grain.GetActivation();

        Assert.Equal("caught", await Wait.ForAsync(grain.WriteConflicting(catches: true)));

        Assert.Equal(before, await grain.GetActivation());
        await grain.Read();
        Assert.Equal(["a", "of the other writer"], await grain.GetItems());
    }

    private static async Task ReactivateAsync(ICartGrain grain)
    {
        var before = await grain.GetActivation();
        await grain.Deactivate();
        await Wait.UntilAsync(async () => await grain.GetActivation() != before, "a new activation");
    }

    private ICartGrain Grain(string key) => fixture.Client.GetGrain<ICartGrain>(key);
}
