using System.Collections.Concurrent;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// Finds the silo for requests whose target is not known to be in this silo: from the directory, or by placing the grain.
/// Requests to the same grain that come meanwhile wait for the same answer.
/// </summary>
internal sealed class MessageAddresser(
    SiloMessageCenter messages,
    GrainLocator locator,
    PlacementRules rules,
    PlacementService placement,
    ClientLocator clients,
    ILocalSiloDetails silo)
{
    private readonly ConcurrentDictionary<GrainId, List<Message>> _pending = new();

    /// <summary>Finds the silo and sends the request there; on failure the caller is told.</summary>
    public void Address(Message request)
    {
        if (request.TargetGrain.IsClient())
        {
            _ = AddressClientAsync(request);
            return;
        }

        if (request.Direction == MessageDirection.Cancellation && !locator.TryGetCached(request.TargetGrain, out _))
        {
            // The request itself is being addressed or has ended; there is no activation to tell.
            return;
        }

        try
        {
            if (!TryAddressNow(request))
            {
                AddressLater(request);
            }
        }
        catch (Exception exception)
        {
            messages.Reject(request, RejectionKind.Exception, exception.Message, exception);
        }
    }

    private bool TryAddressNow(Message request)
    {
        if (rules.Get(request.TargetGrain.Type).Strategy.IsUsingGrainDirectory)
        {
            if (!locator.TryLookupLocal(request.TargetGrain, out var address))
            {
                return false;
            }

            if (address?.SiloAddress is { } host)
            {
                Send(request, host, isPlaced: host.Equals(silo.SiloAddress));
                return true;
            }
        }

        var placing = placement.PlaceAsync(CreateTarget(request));
        if (!placing.IsCompletedSuccessfully)
        {
            return false;
        }

        Send(request, placing.Result, isPlaced: true);
        return true;
    }

    private void AddressLater(Message request)
    {
        while (true)
        {
            if (_pending.TryGetValue(request.TargetGrain, out var waiting))
            {
                lock (waiting)
                {
                    // An empty list has been answered; the next one has to ask again.
                    if (waiting.Count > 0)
                    {
                        waiting.Add(request);
                        return;
                    }
                }

                _pending.TryRemove(new(request.TargetGrain, waiting));
                continue;
            }

            List<Message> own = [request];
            if (_pending.TryAdd(request.TargetGrain, own))
            {
                _ = AddressAsync(request, own);
                return;
            }
        }
    }

    private async Task AddressAsync(Message first, List<Message> waiting)
    {
        SiloAddress? target = null;
        Exception? failure = null;
        var isPlaced = true;
        try
        {
            if (rules.Get(first.TargetGrain.Type).Strategy.IsUsingGrainDirectory
                && await locator.LookupAsync(first.TargetGrain).ConfigureAwait(false) is { SiloAddress: { } host })
            {
                target = host;
                isPlaced = host.Equals(silo.SiloAddress);
            }
            else
            {
                target = await placement.PlaceAsync(CreateTarget(first)).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        Message[] requests;
        lock (waiting)
        {
            requests = [.. waiting];
            waiting.Clear();
        }

        _pending.TryRemove(new(first.TargetGrain, waiting));
        foreach (var request in requests)
        {
            if (target is not null)
            {
                Send(request, target, isPlaced);
            }
            else
            {
                messages.Reject(request, RejectionKind.Exception, failure!.Message, failure);
            }
        }
    }

    private async Task AddressClientAsync(Message request)
    {
        try
        {
            var gateway = await clients.FindAsync(ClientIds.GetClient(request.TargetGrain)).ConfigureAwait(false);
            if (gateway is not null)
            {
                messages.SendTo(gateway, request);
                return;
            }

            var exception = new ClientNotAvailableException(request.TargetGrain);
            messages.Reject(request, RejectionKind.Exception, exception.Message, exception);
        }
        catch (Exception exception)
        {
            messages.Reject(request, RejectionKind.Transient, $"The gateway of {request.TargetGrain} could not be found: {exception.Message}", exception);
        }
    }

    private void Send(Message request, SiloAddress target, bool isPlaced)
    {
        request.IsPlaced = isPlaced;
        if (isPlaced && !target.Equals(silo.SiloAddress))
        {
            locator.Remember(request.TargetGrain, target);
        }

        messages.SendTo(target, request);
    }

    private PlacementTarget CreateTarget(Message request) =>
        new(request.TargetGrain, request.RequestContextData ?? [], request.InterfaceType, request.InterfaceVersion);
}
