using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace OrleansML.Conformance.State;

public sealed class CartGrain(
    [PersistentState("cart")] IPersistentState<Cart> cart,
    [PersistentState("note", "named")] IPersistentState<Note> note) : Grain, ICartGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private int _itemCountAtActivation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _itemCountAtActivation = cart.State.Items.Count;
        return Task.CompletedTask;
    }

    public Task<string[]> GetItems() => Task.FromResult(cart.State.Items.ToArray());

    public Task AddWithoutWriting(string item)
    {
        cart.State.Items.Add(item);
        return Task.CompletedTask;
    }

    public Task Add(string item)
    {
        cart.State.Items.Add(item);
        return cart.WriteStateAsync();
    }

    public Task Read() => cart.ReadStateAsync();

    public Task Clear() => cart.ClearStateAsync();

    public Task<(bool Exists, string? Etag)> GetRecord() => Task.FromResult((cart.RecordExists, cart.Etag));

    public Task SetNote(string note1)
    {
        note.State.Text = note1;
        return note.WriteStateAsync();
    }

    public Task<string?> GetNote() => Task.FromResult(note.State.Text);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<Guid> GetActivation() => Task.FromResult(_activation);

    public Task<int> GetItemCountAtActivation() => Task.FromResult(_itemCountAtActivation);

    public async Task<string> WriteConflicting(bool catches)
    {
        // A second writer of the same record, as another activation would be after a failure of the cluster.
        var storage = ServiceProvider.GetRequiredService<IGrainStorage>();
        var other = new GrainState<Cart>();
        await storage.ReadStateAsync("cart", this.GetGrainId(), other);
        other.State!.Items.Add("of the other writer");
        await storage.WriteStateAsync("cart", this.GetGrainId(), other);

        cart.State.Items.Add("of the late writer");
        try
        {
            await cart.WriteStateAsync();
            return "written";
        }
        catch (InconsistentStateException exception) when (catches)
        {
            // The official Redis provider tells the ETags in the message alone.
            var saysEtags = exception.StoredEtag == other.ETag || exception.CurrentEtag == cart.Etag;
            return saysEtags || (Clustering.OverRedis && exception is { StoredEtag: null, CurrentEtag: null }) ? "caught" : $"caught: {exception.Message}";
        }
    }
}
