using Microsoft.Extensions.Logging;
using Orleans.Storage;
using OrleansML.Data.Sources;
using OrleansML.Features;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>The definition of one view. Changes run one after the other and are answered after they are stored; reads see stored revisions only.</summary>
internal sealed partial class FeatureViewGrain : Grain, IFeatureViewGrain
{
    private const int KeptRevisions = 100;
    private const int KeptHolders = 1_000;

    private readonly IPersistentState<FeatureViewState> _state;
    private readonly EntityHomes _homes;
    private readonly ModelFeatureUses _uses;
    private readonly ISecretStore _secrets;
    private readonly TimeProvider _time;
    private readonly ILogger<FeatureViewGrain> _logger;
    private readonly string _name;
    private FeatureViewSnapshot[] _revisions = [];
    private bool _isUncertain;

    public FeatureViewGrain(
        IGrainContext context,
        [PersistentState("feature-view")] IPersistentState<FeatureViewState> state,
        EntityHomes homes,
        ModelFeatureUses uses,
        ISecretStore secrets,
        TimeProvider time,
        ILogger<FeatureViewGrain> logger)
    {
        _state = state;
        _homes = homes;
        _uses = uses;
        _secrets = secrets;
        _time = time;
        _logger = logger;
        _name = context.GrainId.Key.ToString() ?? "";
    }

    private FeatureViewSnapshot Current => _revisions.Length > 0
        ? _revisions[^1]
        : new FeatureViewSnapshot { Name = _name, Revision = 0, Definition = "", Hash = "" };

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _revisions = _state.State.Revisions;
        return Task.CompletedTask;
    }

    public async Task<FeatureViewSnapshot> Apply(string definition, bool dryRun)
    {
        var view = await Read(definition);
        await Reread();
        if (Current.Hash == view.ContentHash())
            return Current;

        if (Current.Revision > 0)
            await RequireCompatible(FeatureViewReader.Read(Current.Definition), view);
        var next = new FeatureViewSnapshot
        {
            Name = _name,
            Revision = Current.Revision + 1,
            Definition = view.ToCanonical(),
            Hash = view.ContentHash(),
            AppliedAt = _time.GetUtcNow(),
            Switches = FeatureSwitches.In(view, Current.Switches),
        };
        if (dryRun)
            return next;

        await GrainFactory.GetGrain<IFeatureCatalogGrain>(IFeatureCatalogGrain.Key).Add(_name);
        await Store(next, _state.State.EndedHolders);
        await Tell(next);
        return next;
    }

    public async Task<FeatureViewSnapshot> SwitchToDefaults(string[] features, string holder, string because)
    {
        await Reread();
        var view = InUse();
        return _state.State.EndedHolders.Contains(holder)
            ? Current
            : await Switch(FeatureSwitches.With(view, Current.Switches, features, holder, because, _time.GetUtcNow()), _state.State.EndedHolders);
    }

    public async Task<FeatureViewSnapshot> SwitchBack(string holder)
    {
        await Reread();
        InUse();
        var ended = _state.State.EndedHolders;
        return await Switch(FeatureSwitches.Without(Current.Switches, holder), ended.Contains(holder) ? ended : [.. ended.TakeLast(KeptHolders - 1), holder]);
    }

    public Task<FeatureViewSnapshot> GetSnapshot() => Task.FromResult(Current);

    public Task<FeatureViewSnapshot?> GetRevision(int revision) => Task.FromResult(Array.Find(_revisions, known => known.Revision == revision));

    private FeatureView InUse() => Current.Revision > 0
        ? FeatureViewReader.Read(Current.Definition)
        : throw new OrleansMLException(ErrorCode.FeatureViewNotFound, $"There is no feature view '{_name}'; apply its definition with 'orleansml feature apply -f FILE'.");

    private async Task<FeatureViewSnapshot> Switch(FeatureSwitch[] switches, string[] ended)
    {
        var isSame = ReferenceEquals(switches, Current.Switches);
        if (isSame && ReferenceEquals(ended, _state.State.EndedHolders))
            return Current;

        // Silos learn of revisions, and so of this.
        var next = isSame ? Current : Current with { Revision = Current.Revision + 1, Switches = switches };
        await Store(next, ended);
        if (!isSame)
            await Tell(next);
        return next;
    }

    private async Task<FeatureView> Read(string definition)
    {
        FeatureView view;
        try
        {
            view = FeatureViewReader.Read(definition);
            // What reads them checks columns against each other; nothing is connected to.
            foreach (var source in view.Sources)
                await SourceFactory.Create(view, source, _secrets, _time).DisposeAsync();
        }
        catch (Exception exception) when (exception is InvalidDefinitionException or SourceException)
        {
            throw new OrleansMLException(ErrorCode.InvalidRequest, exception.Message);
        }

        return view.Name == _name
            ? view
            : throw new OrleansMLException(ErrorCode.InvalidRequest, $"The definition is of view '{view.Name}', and is applied to '{_name}'.");
    }

    private async Task RequireCompatible(FeatureView current, FeatureView proposed)
    {
        var breaks = FeatureViewCompatibility.Check(current, proposed, await _uses.OfAsync(_name));
        if (breaks.Count == 0)
            return;

        throw new OrleansMLException(
            ErrorCode.Conflict,
            $"The new definition of view '{_name}' would break {breaks.Count} deployed models, so nothing was changed: "
            + string.Join("; ", breaks.Select(broken => $"{broken.Model}, because {string.Join(", and ", broken.Reasons)}"))
            + ". Keep what they read, or give the new meaning another name.");
    }

    private async Task Store(FeatureViewSnapshot next, string[] ended)
    {
        _state.State = new FeatureViewState
        {
            Revisions = ReferenceEquals(next, Current) ? _revisions : [.. _revisions.TakeLast(KeptRevisions - 1), next],
            EndedHolders = ended,
        };
        try
        {
            await _state.WriteStateAsync();
        }
        catch (InconsistentStateException exception)
        {
            _isUncertain = true;
            throw new OrleansMLException(
                ErrorCode.Unavailable, $"View '{_name}' was changed by others at the same time; the change did not happen. Repeat it.", exception);
        }
        catch (Exception exception)
        {
            _isUncertain = true;
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable,
                $"The change of view '{_name}' could not be stored: {exception.Message.TrimEnd('.')}. Repeat it; repeating cannot make it happen twice.",
                exception);
        }

        _revisions = _state.State.Revisions;
    }

    private async Task Reread()
    {
        if (!_isUncertain)
            return;

        try
        {
            await _state.ReadStateAsync();
        }
        catch (Exception exception)
        {
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable, $"The state of view '{_name}' could not be read: {exception.Message.TrimEnd('.')}. Repeat the request.", exception);
        }

        _revisions = _state.State.Revisions;
        _isUncertain = false;
    }

    private async Task Tell(FeatureViewSnapshot next) => await Task.WhenAll(_homes.Silos.Select(async silo =>
    {
        try
        {
            await GrainFactory.GetGrain<IFeatureSiloGrain>(silo.ToParsableString()).Refresh(_name, next.Revision);
        }
        catch (Exception exception)
        {
            // It looks again by itself within half a minute.
            LogNotTold(_logger, silo, _name, next.Revision, exception);
        }
    }));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} could not be told of revision {Revision} of feature view {View}.")]
    private static partial void LogNotTold(ILogger logger, SiloAddress silo, string view, int revision, Exception exception);
}
