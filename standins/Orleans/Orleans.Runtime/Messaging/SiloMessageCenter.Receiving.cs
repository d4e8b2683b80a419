using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Messaging;

/// <content>Messages that come from other silos and from clients.</content>
internal sealed partial class SiloMessageCenter
{
    /// <summary>Handles a message from another silo or from a client.</summary>
    public void OnReceived(Message message)
    {
        if (!_stalls.TryHold(message, Handle))
        {
            Handle(message);
        }
    }

    private void Handle(Message message)
    {
        if (message.Direction == MessageDirection.Response)
        {
            OnResponseReceived(message);
            return;
        }

        if (message.IsExpired && _options.DropExpiredMessages)
        {
            Instruments.OnExpired("Receive");
            MessagingLog.Expired(Logger, message);
            return;
        }

        if (message.TargetSilo is { } silo && !IsLocal(silo))
        {
            SendOn(silo, message);
        }
        else if (message.TargetGrain.IsClient() && !ClientIds.GetClient(message.TargetGrain).Equals(ClientId))
        {
            if (!_gateway.Value.TrySend(message))
            {
                _addresser.Value.Address(Detach(message));
            }
        }
        else if (message.TargetSilo is null && !_catalog.IsLocallyActivated(message.TargetGrain))
        {
            _addresser.Value.Address(Detach(message));
        }
        else if (TryReadBody(message))
        {
            Deliver(message);
        }
    }

    /// <summary>Delivers a request whose target is in this silo; a grain is activated if the request was placed here.</summary>
    public void Deliver(Message message)
    {
        if (!message.SerializedBody.IsEmpty && !TryReadBody(message))
        {
            return;
        }

        message.TargetSilo = LocalSilo;
        if (_catalog.TryDeliver(message) || _targets.TryDeliver(message) || message.Direction == MessageDirection.Cancellation)
        {
            return;
        }

        if (message.TargetGrain.IsClient() && _gateway.Value.TrySend(message))
        {
            return;
        }

        if (message.TargetGrain.IsSystemTarget() || message.TargetGrain.IsClient())
        {
            Reject(message, RejectionKind.Transient, $"{message.TargetGrain} is not known to {LocalSilo}.");
        }
        else if (message.IsPlaced && !_catalog.IsClosed)
        {
            Activate(message);
        }
        else
        {
            // A silo that is leaving activates nothing any more, whoever chose it not having heard of that yet.
            if (!message.IsLocal)
            {
                Instruments.NonExistentActivations.Add(1);
            }

            message.IsPlaced = false;
            message.StaleSilo ??= message.IsLocal ? null : LocalSilo;
            message.TargetSilo = null;
            _addresser.Value.Address(message);
        }
    }

    private static Message Detach(Message message)
    {
        // The receive buffer is reused as soon as this call returns, but the way to the target is not known yet.
        message.SerializedBody = message.SerializedBody.ToArray();
        return message;
    }

    private void Readdress(Message request)
    {
        Instruments.OnRerouted(request.Direction);
        request.ForwardCount++;
        request.IsPlaced = false;
        request.TargetSilo = null;
        request.StaleSilo ??= request.IsLocal ? null : LocalSilo;
        _addresser.Value.Address(request.SerializedBody.IsEmpty ? request : Detach(request));
    }

    /// <summary>Sends a message to another silo; whoever waits for its response learns which silo that is.</summary>
    private void SendOn(SiloAddress silo, Message message)
    {
        if (message.Direction != MessageDirection.Request || message.IsLocal)
        {
            _connections.Send(silo, message);
            return;
        }

        if (message.Source is GatewayClient client)
        {
            client.OnForwarding(message, silo);
            _connections.Send(silo, message);
            return;
        }

        var notice = new Message
        {
            Direction = MessageDirection.Response,
            ResponseKind = ResponseKind.Forwarded,
            Id = message.Id,
            TargetGrain = message.SendingGrain,
            TargetSilo = message.SendingSilo,
            SendingGrain = message.TargetGrain,
            SendingSilo = LocalSilo,
            IsSystem = message.IsSystem,
            Body = silo.ToParsableString(),
        };
        if (notice.TargetSilo is null || IsLocal(notice.TargetSilo))
        {
            OnResponseReceived(notice);
        }
        else
        {
            _connections.Send(notice.TargetSilo, notice);
        }

        _connections.Send(silo, message);
    }

    private void Activate(Message message)
    {
        try
        {
            if (!_catalog.TryDeliverOrActivate(message, _grainTypes.Get(message.TargetGrain.Type)))
            {
                Deliver(message);
            }
        }
        catch (Exception exception)
        {
            Reject(message, RejectionKind.Exception, exception.Message, exception);
        }
    }

    private void OnResponseReceived(Message response)
    {
        if (response.TargetGrain.IsClient() && !ClientIds.GetClient(response.TargetGrain).Equals(ClientId))
        {
            if (response.ResponseKind == ResponseKind.Forwarded && (response.Body is not null || TryReadBody(response)))
            {
                _gateway.Value.OnForwarded(response.TargetGrain, response.Id, SiloAddress.FromParsableString((string)response.Body!));
                return;
            }

            if (_gateway.Value.TrySend(response))
            {
                return;
            }
        }

        if (response.Body is not null || TryReadBody(response))
        {
            OnResponse(response);
        }
    }

    private bool TryReadBody(Message message)
    {
        try
        {
            if (message.Direction != MessageDirection.Cancellation)
            {
                _serializer.ReadBody(message);
            }

            return true;
        }
        catch (Exception exception)
        {
            MessagingLog.BodyUnreadable(Logger, exception, message);
            if (message.Direction == MessageDirection.Response)
            {
                message.Body = Response.FromException(exception);
                message.ResponseKind = ResponseKind.Completed;
                OnResponse(message);
            }
            else
            {
                Reject(message, RejectionKind.Exception, exception.Message, exception);
            }

            return false;
        }
    }
}
